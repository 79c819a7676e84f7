"""python3 -m training COMMAND

    train      makes the cnn and its float32 twin from MNIST and pen drawings
    doubles    makes the network that reads two digits which touch
    softmax    makes the softmax model from MNIST
    evaluate   scores a running service and prints one table
    sheet      draws the pictures that a running service misread
    samples    draws what the training learns from, kind by kind
    answers    writes what a running service says into the examples of openapi.yaml
    goldens    draws the preprocessing's golden pictures and writes what the recipe makes of them

Each COMMAND has --help.
"""
import argparse


def main():
    from . import answers, doubles, evaluate, goldens, samples, sheet, softmax, train

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="training")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (train, doubles, softmax, evaluate, sheet, samples, answers, goldens):
        command = commands.add_parser(module.__name__.rsplit(".", 1)[-1], description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
